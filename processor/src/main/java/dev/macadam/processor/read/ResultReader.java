package dev.macadam.processor.read;

import dev.macadam.processor.model.ResultModel;
import dev.macadam.processor.read.StageReader.StageType;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** Reads what a handler returns, with everything that a caller can reach from it. */
final class ResultReader {

  private final MentionReader mentions;
  private final LazyPathFinder lazyPaths;

  ResultReader(Surroundings surroundings, EntityReader entities) {
    MemberTypes memberTypes = new MemberTypes(surroundings.types());
    this.mentions = new MentionReader(surroundings, memberTypes);
    this.lazyPaths = new LazyPathFinder(memberTypes, entities);
  }

  ResultModel read(TypeMirror type, Optional<StageType> stage, TypeReader types) {
    List<TypeMirror> reachable = stage.map(StageType::reachable).orElse(List.of(type));
    return new ResultModel(
        types.read(stage.map(StageType::argument).orElse(type)),
        stage.isPresent(),
        TypeDisplay.of(type),
        mentions.read(reachable),
        lazyPaths.find(reachable));
  }
}
