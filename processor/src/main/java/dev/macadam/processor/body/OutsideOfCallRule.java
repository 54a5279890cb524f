package dev.macadam.processor.body;

import dev.macadam.processor.report.Diagnostic;

/** A handler that returns a stage has sessions and connections in {@code context.call} only. */
final class OutsideOfCallRule implements BodyRule {

  private final HandlerBody body;

  OutsideOfCallRule(HandlerBody body) {
    this.body = body;
  }

  @Override
  public void atCall(Call call, Place place) {
    if (place.isOutsideOfCall()) {
      body.values()
          .given(call)
          .filter(given -> !given.isContext())
          .ifPresent(given -> body.report(Diagnostic.OUTSIDE_OF_CALL, call.shown(), given.type()));
    }
  }
}
