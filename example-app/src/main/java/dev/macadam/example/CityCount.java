package dev.macadam.example;

/**
 * How many people live in a city.
 *
 * @param city its name
 * @param people at least 1
 */
public record CityCount(String city, long people) {}
