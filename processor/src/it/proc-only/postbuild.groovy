assert new File(basedir, 'target/generated-sources/annotations/app/AccountsInContext.java').exists()

def classes = []
new File(basedir, 'target').eachFileRecurse { if (it.name.endsWith('.class')) classes << it }
assert classes.empty
