package io.dumpwarden.script;

/**
 * A part of a dump whose statements all are for one database. A dump of several databases has two
 * of each: its tables, and at the end its views.
 *
 * @param database by the name that the stream gives it
 * @param options what its CREATE DATABASE says behind the name, to be said again by whoever makes
 *     it; empty for none, and where it was not said before
 * @param firstLine the number of the section's first line in the dump, beginning with 1: line n of
 *     the section is line {@code firstLine + n - 1} of the dump
 */
public record ScriptSection(String database, String options, long firstLine) {}
