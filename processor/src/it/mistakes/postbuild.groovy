def source = new File(basedir, 'src/main/java/app').path + File.separator
def log = new File(basedir, 'build.log').readLines()
def errors = log
    .dropWhile { !it.contains('COMPILATION ERROR') }
    .drop(2)
    .takeWhile { !it.matches(/\[INFO] \d+ errors\s*/) }
    .collect { it.replace(source, '') }

assert errors.join('\n') == '''\
[ERROR] Accounts.java:[9,16] [MACADAM101] @ContextHandler method 'open' of Accounts is private.
    Why: the generated wrapper has to call this method.
    Fix: make it package-private or wider, or remove @ContextHandler.
    See: docs/diagnostics/MACADAM101.md
[ERROR] Accounts.java:[11,29] [MACADAM401] The timeout "soon" of @ContextHandler method 'close' is not a duration.
    Why: a timeout has whole amounts of the units d, h, m, s, ms, us, ns, the largest first, or is in ISO-8601.
    Fix: write it like "500ms", "2s", "1m30s" or "PT1.5S".
    See: docs/diagnostics/MACADAM401.md
[ERROR] Ledger.java:[12,18] [MACADAM301] @ContextHandler method 'entries' of Ledger returns Stream<String>, and Stream lives no longer than the context.
    Why: the context is closed before the caller gets the result.
    Fix: collect the elements in the handler and return them, in a List for example.
    See: docs/diagnostics/MACADAM301.md
[ERROR] Ledger.java:[17,60] [MACADAM205] @ContextHandler method 'last' of Ledger returns a stage and takes the Connection 'connection'.
    Why: such a handler runs on the calling thread, and what belongs to a context is used on its worker only.
    Fix: take a Context instead, and do what needs the Connection with context.call(Connection.class, connection -> ...).
    See: docs/diagnostics/MACADAM205.md'''

// The class without mistakes has its wrapper.
def stock = new File(basedir, 'target/generated-sources/annotations/app/StockInContext.java').readLines()
assert stock.any { it.contains(' take(int count) {') }
