package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.ValidationReport;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The compilations of one virtual machine share the classes of the processor, and nothing else. */
class StaticStateTest {

  /** Classes of others whose instances cannot change. */
  private static final Set<Class<?>> UNCHANGEABLE =
      Set.of(
          Boolean.class,
          ChronoUnit.class,
          ClassName.class,
          Duration.class,
          Integer.class,
          Long.class,
          Pattern.class,
          String.class);

  private final List<String> seen = new ArrayList<>();

  @Test
  void nothingThatIsStaticCanChange() throws Exception {
    List<Field> changeable = new ArrayList<>();
    for (Class<?> type : classesOfTheProcessor()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          seen.add(field.getName());
          if (!Modifier.isFinal(field.getModifiers()) || !isConstant(valueOf(field, null))) {
            changeable.add(field);
          }
        }
      }
    }
    assertThat(changeable).isEmpty();
    assertThat(seen)
        .contains("NAMES", "CONTEXT_HANDLER", "NOWHERE")
        .containsAll(Arrays.stream(Diagnostic.values()).map(Diagnostic::name).toList());
  }

  @Test
  void whatCanChangeIsNoConstant() throws Exception {
    assertThat(isConstant(List.of("a", Map.of(1, Diagnostic.PRIVATE_HANDLER)))).isTrue();
    assertThat(isConstant(new ValidationReport(List.of()))).isTrue();

    assertThat(isConstant(new ArrayList<>())).isFalse();
    assertThat(isConstant(Collections.unmodifiableList(new ArrayList<>()))).isFalse();
    assertThat(isConstant(List.of(new StringBuilder()))).isFalse();
    assertThat(isConstant(Map.of("a", new String[0]))).isFalse();
    assertThat(isConstant(new ContextHandlerProcessor())).isFalse();
  }

  private static List<Class<?>> classesOfTheProcessor() throws Exception {
    URI location =
        ContextHandlerProcessor.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path root = Path.of(location);
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(StaticStateTest::isClass).toList()) {
        String name =
            root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        classes.add(Class.forName(name.replaceFirst("\\.class$", "")));
      }
    }
    return classes;
  }

  private static boolean isClass(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && !name.endsWith("-info.class");
  }

  private static boolean isConstant(@Nullable Object value) throws IllegalAccessException {
    if (value == null || UNCHANGEABLE.contains(value.getClass())) {
      return true;
    }
    if (value instanceof Collection<?> elements) {
      return isFromTheJdksOf(value) && areConstant(elements);
    }
    if (value instanceof Map<?, ?> map) {
      return isFromTheJdksOf(value) && areConstant(map.keySet()) && areConstant(map.values());
    }
    return value.getClass().getName().startsWith("dev.macadam.") && hasConstantFields(value);
  }

  /** Whether it was made by {@code List.of} and its like. Other collections are views at best. */
  private static boolean isFromTheJdksOf(Object collection) {
    return collection.getClass().getName().startsWith("java.util.ImmutableCollections");
  }

  private static boolean areConstant(Collection<?> values) throws IllegalAccessException {
    for (Object value : values) {
      if (!isConstant(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasConstantFields(Object owner) throws IllegalAccessException {
    for (Class<?> type = owner.getClass();
        type != null && type.getName().startsWith("dev.macadam.");
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !(Modifier.isFinal(field.getModifiers()) && isConstant(valueOf(field, owner)))) {
          return false;
        }
      }
    }
    return true;
  }

  private static @Nullable Object valueOf(Field field, @Nullable Object owner)
      throws IllegalAccessException {
    field.setAccessible(true);
    return field.get(owner);
  }
}
