package dev.macadam.processor;

import java.util.Optional;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds a class again in a later round, in which another element stands for it. Compilers search
 * every module for a class when they are not told which one, which takes much longer.
 *
 * @param module its module, empty for the unnamed one
 * @param name its canonical name
 */
record ClassKey(String module, String name) implements Comparable<ClassKey> {

  static ClassKey of(TypeElement type, Elements elements) {
    ModuleElement module = elements.getModuleOf(type);
    return new ClassKey(
        module == null ? "" : module.getQualifiedName().toString(),
        type.getQualifiedName().toString());
  }

  Optional<TypeElement> find(Elements elements) {
    ModuleElement found = elements.getModuleElement(module);
    return Optional.ofNullable(
        found == null ? elements.getTypeElement(name) : elements.getTypeElement(found, name));
  }

  @Override
  public int compareTo(ClassKey other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : module.compareTo(other.module);
  }
}
