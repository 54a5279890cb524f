def accounts = new File(basedir, 'target/generated-sources/annotations/app/AccountsInContext.java').readLines()
assert accounts.any { it.contains(' open(String owner) {') }
assert accounts.any { it.contains(' close(String owner) {') }

for (name in ['Accounts', 'Audit', 'Stock']) {
  assert new File(basedir, "target/classes/app/${name}InContext.class").exists()
}
