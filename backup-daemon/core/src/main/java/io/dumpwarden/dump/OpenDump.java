package io.dumpwarden.dump;

import io.dumpwarden.pipeline.FrameCuts;
import io.dumpwarden.pipeline.FrameSource;
import io.dumpwarden.snapshot.SnapshotFacts;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.DumpedObjects;
import io.dumpwarden.source.Unproven;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A dump on its way. One thread reads {@link #stream} to its end and calls {@link #prove}; any
 * thread may ask and close.
 */
public interface OpenDump extends AutoCloseable {

  /** The raw SQL, always the same stream. Its end alone does not mean that the dump is complete. */
  InputStream stream();

  /** Where {@link #stream} may be cut into frames, for who reads it. */
  default FrameCuts cuts() {
    return FrameCuts.NONE;
  }

  /**
   * The same SQL cut into frames and compressed as the request says, where the engine does that:
   * either this or {@link #stream} is read. A failure comes out of it as it comes out of {@link
   * #prove}.
   */
  default Optional<FrameSource> frames() {
    return Optional.empty();
  }

  /** How its snapshot was reached; empty where no native engine took one. */
  default Optional<SnapshotFacts> snapshot() {
    return Optional.empty();
  }

  /** How far its tables are, in no order; none where the engine does not know. */
  default List<TableProgress> progress() {
    return List.of();
  }

  DumpTool tool();

  /** What the dump may lack, known before it began. */
  List<String> warnings();

  /** What of the databases the account is not proven to see; told in {@link #warnings} too. */
  List<Unproven> unproven();

  /** The tool's options, without the file of credentials. */
  List<String> options();

  /** The whole command as it runs, in one line, without secrets: for logs. */
  String command();

  /** The processes that make it: several for a dump in passes. */
  List<Long> pids();

  /**
   * To be called at the end of the stream: waits for the tool to end and returns if it ended well
   * and its end marker was the last line of the stream.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code SERVER_GONE}, {@code ACCESS_DENIED},
   *     {@code SERVER_UNREACHABLE}, {@code TLS_FAILED}, {@code DUMP_TOOL_UNSUITABLE}, {@code
   *     DUMP_INCOMPLETE}, {@code DUMP_FAILED}, with the tool's own last words
   */
  void prove();

  /**
   * The position of the binary log that the dump's own header gives; empty where it has none. Valid
   * after the stream's end.
   */
  Optional<BinlogPosition> position();

  /** The databases that the stream speaks of. Valid after its end. */
  List<String> databases();

  /** What the stream holds of a database. Valid after its end. */
  DumpedObjects objects(String database);

  /** The rows that the stream inserts; empty where they are not known. Valid after its end. */
  OptionalLong rows();

  /** What the tool said so far: first and last 32 KiB, without the password. */
  String messages();

  /** Ends the tool and all that it started, and deletes its credentials. May be called again. */
  @Override
  void close();
}
