package io.dumpwarden.dump;

/** A way to get a database out of a server. Safe for use by many threads. */
public interface DumpEngine {

  /** The name that manifests give it. */
  String name();

  /**
   * Starts a dump.
   *
   * @return a running dump, to be closed by the caller whatever happens
   * @throws io.dumpwarden.error.DumpwardenException when it cannot be started: {@code
   *     DUMP_TOOL_MISSING}, {@code DUMP_TOOL_UNSUITABLE}, {@code TLS_MODE_UNSUPPORTED}, {@code
   *     CONFIG_INVALID} for a name that cannot be dumped safely, {@code DUMP_FAILED}
   */
  OpenDump open(DumpRequest request);

  /** Says how a dump would be made, without making it; throws as {@link #open} does. */
  DumpPreview preview(DumpRequest request);
}
