package io.dumpwarden.config;

import io.dumpwarden.pipeline.Compression;
import org.jspecify.annotations.Nullable;

/**
 * How a backup is made: which databases, what of them, and in which form. A schedule carries one; a
 * run that somebody asked for in words of their own carries another.
 *
 * @param options what the dump tool is told beyond its standards, over the global and the server's
 * @param fileName what file names begin with, instead of the scope; null for the scope
 * @param parallel how many connections a run uses on a server; null for as many as suit the engine
 * @param manners heeded by the native engine alone
 */
public record BackupSpec(
    Selection selection,
    DumpContents contents,
    DumpOptionSet options,
    Compression compression,
    EncryptionChoice encryption,
    @Nullable String fileName,
    @Nullable Integer parallel,
    EngineChoice engine,
    DumpManners manners) {

  private static final int NATIVE_CONNECTIONS = 4;

  /** Databases that are dumped at a time, by an engine that reads each over one connection. */
  public int databasesAtATime() {
    return parallel == null ? 1 : parallel;
  }

  /**
   * Connections over which the native engine reads a database.
   *
   * @param processors of this machine
   */
  public int connections(int processors) {
    return parallel == null ? Math.max(1, Math.min(processors, NATIVE_CONNECTIONS)) : parallel;
  }
}
