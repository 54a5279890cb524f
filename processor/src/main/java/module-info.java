/** Macadam's annotation processor; nothing in it is for use by other code. */
@SuppressWarnings("requires-automatic") // JavaPoet and AutoService have no module descriptors.
module dev.macadam.processor {
  requires com.palantir.javapoet;
  requires static com.google.auto.service;
  requires java.compiler;
  requires static jdk.compiler; // Shows bodies; only javac has it.
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      dev.macadam.processor.ContextHandlerProcessor;
}
