package dev.macadam.processor.read;

import dev.macadam.processor.model.ResultModel;
import dev.macadam.processor.model.ResultModel.Mention;
import dev.macadam.processor.read.StageReader.StageType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Reads what a handler returns, with everything that a caller can reach from it. */
final class ResultReader {

  private static final String FUNCTIONS = "java.util.function.";

  private final Surroundings surroundings;

  ResultReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  ResultModel read(TypeMirror type, Optional<StageType> stage, TypeReader types) {
    List<Mention> mentions = new ArrayList<>();
    MentionCollector collector = new MentionCollector(mentions);
    stage.map(StageType::reachable).orElse(List.of(type)).forEach(collector::visit);
    return new ResultModel(
        types.read(stage.map(StageType::argument).orElse(type)),
        stage.isPresent(),
        TypeDisplay.of(type),
        mentions);
  }

  /** The qualified names of a class and of all its supertypes. */
  Set<String> lineage(TypeMirror type) {
    Set<String> names = new TreeSet<>();
    collectLineage(type, names);
    return names;
  }

  private void collectLineage(TypeMirror type, Set<String> names) {
    if (names.add(surroundings.element(type).getQualifiedName().toString())) {
      surroundings.types().directSupertypes(type).forEach(each -> collectLineage(each, names));
    }
  }

  private final class MentionCollector extends SimpleTypeVisitor14<Void, Void> {

    private final List<Mention> mentions;
    private final Set<Element> followed = new HashSet<>();

    MentionCollector(List<Mention> mentions) {
      this.mentions = mentions;
    }

    @Override
    public Void visitDeclared(DeclaredType type, Void nothing) {
      TypeElement element = (TypeElement) type.asElement();
      mentions.add(new Mention(element.getSimpleName().toString(), lineage(type)));
      if (holdsItsArguments(element)) {
        type.getTypeArguments().forEach(this::visit);
      }
      return null;
    }

    /** A {@code Class<Session>} has no session, and a function that takes one has none either. */
    private boolean holdsItsArguments(TypeElement element) {
      String name = element.getQualifiedName().toString();
      return !name.equals(Class.class.getName())
          && (!name.startsWith(FUNCTIONS) || name.equals(FUNCTIONS + "Supplier"));
    }

    @Override
    public Void visitArray(ArrayType type, Void nothing) {
      return visit(type.getComponentType());
    }

    @Override
    public Void visitWildcard(WildcardType type, Void nothing) {
      return type.getExtendsBound() == null ? null : visit(type.getExtendsBound());
    }

    @Override
    public Void visitTypeVariable(TypeVariable type, Void nothing) {
      // A bound may mention its own variable.
      if (followed.add(type.asElement())) {
        surroundings.bounds(type).forEach(this::visit);
      }
      return null;
    }

    @Override
    public Void visitIntersection(IntersectionType type, Void nothing) {
      type.getBounds().forEach(this::visit);
      return null;
    }
  }
}
