package io.dumpwarden.config;

import io.dumpwarden.pipeline.Compression;
import org.jspecify.annotations.Nullable;

/**
 * How a backup is made: which databases, what of them, and in which form. A schedule carries one; a
 * run that somebody asked for in words of their own carries another.
 *
 * @param options what the dump tool is told beyond its standards, over the global and the server's
 * @param fileName what file names begin with, instead of the scope; null for the scope
 * @param parallel how many databases of one server are dumped at a time
 */
public record BackupSpec(
    Selection selection,
    DumpContents contents,
    DumpOptionSet options,
    Compression compression,
    EncryptionChoice encryption,
    @Nullable String fileName,
    int parallel) {}
