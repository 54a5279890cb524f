def printed = { new File(basedir, 'build.log').text.contains(it) }
assert printed('MultiThreadedBuilder implementation with a thread count of 2')

def wrappers = [
    'accounts/Accounts', 'accounts/Owners', 'orders/Lines', 'orders/Orders', 'stock/Shelves', 'stock/Stock']
for (wrapper in wrappers) {
  def module = wrapper.split('/').first()
  def source = new File(basedir, "${module}/target/generated-sources/annotations/app/${wrapper}InContext.java")
  assert source.text.contains('List<String> result = handlers.names(')
  assert new File(basedir, "${module}/target/classes/app/${wrapper}InContext.class").exists()
}
