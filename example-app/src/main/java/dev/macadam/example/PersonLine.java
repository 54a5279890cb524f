package dev.macadam.example;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A good line of a file of people.
 *
 * @param number the number of the line, counted from 1
 * @param name not blank
 * @param birthDate not in the future
 * @param city not blank
 * @param email null if the line has none
 * @param employee whether the person works for us
 * @param parent the name of somebody on an earlier line, or null
 */
record PersonLine(
    long number,
    String name,
    LocalDate birthDate,
    String city,
    @Nullable String email,
    boolean employee,
    @Nullable String parent) {}
