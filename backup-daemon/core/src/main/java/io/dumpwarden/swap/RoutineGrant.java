package io.dumpwarden.swap;

/**
 * A privilege on a routine.
 *
 * @param kind PROCEDURE, FUNCTION, PACKAGE or PACKAGE BODY
 * @param statement the GRANT
 */
record RoutineGrant(String kind, String routine, String statement) {}
