def source = new File(basedir, 'src/main/java/app').path + File.separator
def log = new File(basedir, 'build.log').readLines()
def warnings = log
    .dropWhile { !it.contains('Accounts.java:[') }
    .takeWhile { !it.startsWith('[INFO]') }
    .collect { it.replace(source, '') }

assert warnings.join('\n') == '''\
[WARNING] Accounts.java:[12,41] [MACADAM201] @FromContext stands on parameter 'log' of 'close', which is not a @ContextHandler method.
    Why: only handlers get parameters from a context; here the annotation does nothing.
    Fix: add @ContextHandler to the method, or remove @FromContext.
    See: docs/diagnostics/MACADAM201.md
[WARNING] Accounts.java:[9,50] [MACADAM405] @ContextHandler method 'open' names exceptions in retryOn but has one attempt.
    Why: with one attempt nothing is ever run again.
    Fix: set attempts to 2 or more, or remove retryOn.
    See: docs/diagnostics/MACADAM405.md'''
assert new File(basedir, 'target/classes/app/AccountsInContext.class').exists()
