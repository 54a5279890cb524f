package dev.macadam.processor.read;

import dev.macadam.processor.model.LazyPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Writes down what the processor believes to be lazy in each entity of a compilation. */
final class LazyProbe extends AbstractProcessor {

  private static final String ENTITY = "jakarta.persistence.Entity";

  private final Map<String, Set<String>> paths = new TreeMap<>();

  /** For each entity, by its qualified name, the paths to what is lazy. */
  Map<String, Set<String>> paths() {
    return paths;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(ENTITY);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    MemberTypes memberTypes = new MemberTypes(processingEnv.getTypeUtils());
    LazyPathFinder finder =
        new LazyPathFinder(
            memberTypes, new EntityReader(processingEnv.getElementUtils(), memberTypes));
    for (TypeElement annotation : annotations) {
      for (TypeElement entity : ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))) {
        Set<String> found = new TreeSet<>();
        finder.find(List.of(entity.asType())).stream().map(LazyPath::path).forEach(found::add);
        paths.put(entity.getQualifiedName().toString(), found);
      }
    }
    return false;
  }
}
