def exists = { new File(basedir, it).exists() }
assert exists('target/generated-sources/annotations/app/PeopleInContext.java')
assert exists('target/classes/app/PeopleInContext.class')

def printed = { new File(basedir, 'build.log').text.contains(it) }
assert printed('Running in module app with module dev.macadam')
assert printed('Rolled back: on purpose')
assert printed('Committed: [Ada]')
