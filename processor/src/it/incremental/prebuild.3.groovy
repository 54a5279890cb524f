def change(String name, String from, String to) {
  def source = new File(basedir, "src/main/java/app/${name}.java")
  assert source.text.contains(from)
  source.text = source.text.replace(from, to)
}

change('Accounts', 'open(Connection connection, String owner', 'open(Connection connection, String owner, long balance')
change('Accounts', '  @ContextHandler\n  void close', '  void close')
change('Teller', 'open(owner)', 'open(owner, 0)')
return true
