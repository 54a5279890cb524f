package dev.macadam.example;

/**
 * A line of a file of people that cannot be imported.
 *
 * @param number the number of the line, counted from 1
 * @param reason what is wrong with it
 */
record BadLine(long number, String reason) {}
