def audit = new File(basedir, 'src/main/java/app/Audit.java')
new File(basedir, 'src/main/java/app/Journal.java').text = audit.text.replace('Audit', 'Journal')
assert audit.delete()

def stock = new File(basedir, 'src/main/java/app/Stock.java')
stock.text = stock.text.replace('  @ContextHandler\n', '').replace('import dev.macadam.ContextHandler;\n', '')
assert !stock.text.contains('ContextHandler')
return true
