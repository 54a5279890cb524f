def source = { new File(basedir, "target/generated-sources/annotations/app/${it}InContext.java").exists() }
def compiled = { new File(basedir, "target/classes/app/${it}InContext.class").exists() }

for (name in ['Accounts', 'Journal']) {
  assert source(name) && compiled(name)
}
for (name in ['Audit', 'Stock']) {
  assert !source(name) && !compiled(name)
}
assert new File(basedir, 'target/classes/app/Stock.class').exists()
