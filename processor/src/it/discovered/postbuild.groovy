def exists = { new File(basedir, it).exists() }
assert exists('target/generated-sources/annotations/app/AccountsInContext.java')
assert exists('target/classes/app/AccountsInContext.class')
