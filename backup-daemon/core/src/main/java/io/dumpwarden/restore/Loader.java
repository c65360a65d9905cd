package io.dumpwarden.restore;

import io.dumpwarden.client.ClientEndedException;
import io.dumpwarden.client.ClientInput;
import io.dumpwarden.client.ClientSession;
import io.dumpwarden.client.ErrorLines;
import io.dumpwarden.client.Feeding;
import io.dumpwarden.client.LineContexts;
import io.dumpwarden.client.LoadErrors;
import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.UnreadableSourceException;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.load.Loaded;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptFilter;
import io.dumpwarden.script.ScriptNotes;
import io.dumpwarden.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a source's SQL into the target by client programs; used once. */
final class Loader {

  /**
   * What else the dump is cut into as it passes.
   *
   * @param to takes it, and is closed at the end
   */
  record Beside(OutputStream to, ScriptChoice choice) {}

  private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

  private final TargetTools tools;
  private final RestoreWork work;
  private final ErrorLines errors = new ErrorLines();
  private final LineContexts contexts = new LineContexts();
  private @Nullable ScriptNotes notes;
  private List<String> changed = List.of();
  private volatile boolean byFrames;

  Loader(TargetTools tools, RestoreWork work) {
    this.tools = tools;
    this.work = work;
  }

  /** What the target refused. */
  LoadErrors errors() {
    return new LoadErrors(errors, contexts);
  }

  /** How much of the dump was read, for people. */
  String reached() {
    return byFrames ? "so far" : "up to line " + contexts.lines();
  }

  /** What passed the filter; empty where none was needed. */
  Optional<ScriptNotes> notes() {
    return Optional.ofNullable(notes);
  }

  /**
   * Values that the target took otherwise than they were given, a line each; known only of a load
   * by frames.
   */
  List<String> changed() {
    return changed;
  }

  /** Texts of objects that name databases by their old names. */
  List<String> references() {
    return notes().stream()
        .flatMap(passed -> passed.references().stream())
        .map(ScriptNotes.Reference::toString)
        .toList();
  }

  /** Loads everything that is chosen. */
  void load(ScriptChoice choice) {
    load(choice, null);
  }

  /**
   * Loads everything that is chosen.
   *
   * @param beside null for none
   * @throws DumpwardenException whatever went wrong, the end from outside first
   */
  void load(ScriptChoice choice, @Nullable Beside beside) {
    Runnable release = work.control().hold(work.source()::close);
    NeededFrames needed = NeededFrames.of(work);
    try {
      if (needed.fitConnections()) {
        byFrames = true;
        Loaded loaded = new FrameLoad(work, needed).load(choice, beside);
        notes = loaded.notes();
        changed = loaded.changed();
      } else if (needed.areFew()) {
        byClients(needed.open(work.source()), choice, beside);
      } else {
        byClients(work.source().open(), choice, beside);
        work.source().prove();
      }
    } catch (IOException | RuntimeException e) {
      work.control().throwIfEnded();
      throw explained(e);
    } finally {
      release.run();
    }
  }

  private void byClients(InputStream all, ScriptChoice choice, @Nullable Beside beside)
      throws IOException {
    Runnable release = work.control().hold(() -> close(all));
    try (InputStream sql = all) {
      if (work.request().load().continueOnError()) {
        intoSections(sql, choice, beside);
      } else {
        intoOneClient(sql, choice, beside);
      }
    } finally {
      release.run();
    }
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("the dump does not close", e);
    }
  }

  private void intoSections(InputStream sql, ScriptChoice choice, @Nullable Beside beside)
      throws IOException {
    try (SectionLoad sections = new SectionLoad(tools, work, errors)) {
      pump(sql, filtered(sections.stream(), choice), beside);
      sections.requireServer();
    }
  }

  private void intoOneClient(InputStream sql, ScriptChoice choice, @Nullable Beside beside)
      throws IOException {
    ClientSession session = new ClientSession(null, false, line -> errors.hear(line, 0));
    try (RestoreClient client = open(session)) {
      Runnable release = work.control().hold(client::close);
      try {
        OutputStream stdin = new ClientInput(client.stdin());
        stdin.write(SessionPrefix.of(work.request().load()));
        pump(sql, filtered(stdin, choice), beside);
        client.prove();
      } catch (ClientEndedException e) {
        client.prove();
        throw new DumpwardenException(
            ErrorCode.RESTORE_FAILED, "the client ended before the dump did: " + client.messages());
      } finally {
        release.run();
      }
    }
  }

  private RestoreClient open(ClientSession session) {
    return tools.clients().open(work.target().login(), tools.temporaryFolder(), session);
  }

  private void pump(InputStream sql, OutputStream to, @Nullable Beside beside) throws IOException {
    Feeding feeding = new Feeding(contexts, work.meter()::loaded);
    feeding.pump(
        sql, beside == null ? to : new Branch(to, new ScriptFilter(beside.to(), beside.choice())));
  }

  private OutputStream filtered(OutputStream to, ScriptChoice choice) {
    if (choice.isEverything()) {
      return to;
    }
    ScriptFilter filter = new ScriptFilter(to, choice);
    notes = filter.notes();
    return filter;
  }

  private DumpwardenException explained(Exception e) {
    String source = work.source().describe();
    if (e instanceof UnreadableSourceException || e instanceof StorageException) {
      ErrorCode code =
          e instanceof StorageException ? ErrorCode.STORAGE_UNAVAILABLE : ErrorCode.BACKUP_CORRUPT;
      return new DumpwardenException(
          code, "%s cannot be read to its end: %s".formatted(source, e.getMessage()), e);
    }
    if (e instanceof DumpwardenException known) {
      return errors().located(known);
    }
    return e instanceof IOException
        ? new DumpwardenException(
            ErrorCode.RESTORE_FAILED,
            "%s is not passed on to the server: %s".formatted(source, e.getMessage()),
            e)
        : new DumpwardenException(ErrorCode.INTERNAL, "the load failed: " + e, e);
  }
}
