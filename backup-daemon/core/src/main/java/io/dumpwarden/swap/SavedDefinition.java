package io.dumpwarden.swap;

/**
 * A definition of the old data, with all that makes it again.
 *
 * @param broken whether it was invalid already, as a view whose table is gone: then it may be
 *     impossible to make again
 * @param script for a client program, in the encodings that its author used
 */
record SavedDefinition(DefinitionKind kind, String name, boolean broken, byte[] script) {

  String describe(String database) {
    return "%s %s of %s".formatted(kind.word(), name, database);
  }
}
