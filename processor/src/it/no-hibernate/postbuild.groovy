def printed = { new File(basedir, 'build.log').text.contains(it) }
assert printed('Committed: 2')
assert printed('org.hibernate.Session is on the class path: false')
assert printed('com.zaxxer.hikari.HikariDataSource is on the class path: false')
