def exists = { new File(basedir, it).exists() }
assert exists('target/generated-sources/annotations/app/PeopleInContext.java')
assert exists('target/classes/app/PeopleInContext.class')
assert exists('target/generated-test-sources/test-annotations/app/FixturesInContext.java')
assert exists('target/test-classes/app/FixturesInContext.class')

def printed = { new File(basedir, 'build.log').text.contains(it) }
assert printed('Rolled back: on purpose')
assert printed('Committed: [Ada]')
