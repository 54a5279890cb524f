def log = new File(basedir, 'build.log').readLines()
assert log.count { it.contains('Nothing to compile') } == 1
