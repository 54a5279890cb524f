def accounts = new File(basedir, 'target/generated-sources/annotations/app/AccountsInContext.java').readLines()
assert accounts.any { it.contains(' open(String owner, long balance) {') }
assert accounts.every { !it.contains('close(String') }
