package dev.macadam.processor.model;

/**
 * Something in a result that need not be loaded.
 *
 * @param path the way to it, from the class in which the way begins
 * @param type its type, for people
 * @param reason what makes it lazy
 */
public record LazyPath(String path, String type, String reason) {}
