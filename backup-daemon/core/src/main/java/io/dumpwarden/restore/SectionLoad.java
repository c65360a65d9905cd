package io.dumpwarden.restore;

import io.dumpwarden.client.ClientEndedException;
import io.dumpwarden.client.ClientInput;
import io.dumpwarden.client.ClientSession;
import io.dumpwarden.client.ErrorLines;
import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.SqlError;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.script.ScriptSection;
import io.dumpwarden.script.ScriptSections;
import io.dumpwarden.script.SqlName;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads a dump that may have errors: each database by clients of its own, which go on after an
 * error but are connected to that database from the beginning, so that whatever fails, nothing can
 * land in another one. All errors are collected.
 */
final class SectionLoad implements AutoCloseable {

  private final TargetTools tools;
  private final RestoreWork work;
  private final ErrorLines errors;
  private final Set<String> refused = new HashSet<>();
  private @Nullable Section open;

  SectionLoad(TargetTools tools, RestoreWork work, ErrorLines errors) {
    this.tools = tools;
    this.work = work;
    this.errors = errors;
  }

  /** Takes the dump. */
  OutputStream stream() {
    return new ScriptSections(this::begin);
  }

  /** Throws where the server went away: what failed then is no error of the dump. */
  void requireServer() {
    if (errors.serverGone()) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "server %s went away during the load: %s"
              .formatted(
                  work.target().name(),
                  errors.kept().isEmpty()
                      ? ""
                      : errors.kept().get(errors.kept().size() - 1).message()));
    }
  }

  private OutputStream begin(ScriptSection section) throws IOException {
    work.control().throwIfEnded();
    requireServer();
    if (!isThere(section)) {
      return OutputStream.nullOutputStream();
    }
    long before = section.firstLine() - 1;
    ClientSession session =
        new ClientSession(section.database(), true, line -> errors.hear(line, before));
    RestoreClient client =
        tools.clients().open(work.target().login(), tools.temporaryFolder(), session);
    Section begun = new Section(section, client, work.control().hold(client::close));
    open = begun;
    begun.write(SessionPrefix.of(work.request().load()));
    return begun;
  }

  /** Ends the client of a section that did not come to its end. */
  @Override
  public void close() {
    if (open != null) {
      open.abandon();
    }
  }

  /** Makes the database where it is not there; without it nothing of the section is sent. */
  private boolean isThere(ScriptSection section) {
    if (refused.contains(section.database())) {
      return false;
    }
    try (Connection connection = tools.connector().connect(work.target().login());
        Statement statement = connection.createStatement()) {
      if (work.request().load().withoutBinlog()) {
        statement.execute("SET SESSION SQL_LOG_BIN=0");
      }
      statement.execute(
          "CREATE DATABASE IF NOT EXISTS %s %s"
              .formatted(SqlName.quoted(section.database()), section.options()));
      return true;
    } catch (SQLException e) {
      refused.add(section.database());
      errors.add(
          new SqlError(
              section.firstLine(),
              "ERROR %d (%s): %s".formatted(e.getErrorCode(), e.getSQLState(), e.getMessage()),
              "database %s cannot be made: nothing of it was loaded"
                  .formatted(section.database())));
      return false;
    }
  }

  /** One section on its way into its client. */
  private final class Section extends FilterOutputStream {

    private final ScriptSection section;
    private final RestoreClient client;
    private final Runnable release;
    private final long errorsBefore = errors.count();
    private boolean ended;
    private boolean closed;

    Section(ScriptSection section, RestoreClient client, Runnable release) {
      super(new ClientInput(client.stdin()));
      this.section = section;
      this.client = client;
      this.release = release;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (ended) {
        return;
      }
      try {
        out.write(bytes, offset, length);
      } catch (ClientEndedException e) {
        // its own words say why; the other databases are still to come
        ended = true;
        work.control().throwIfEnded();
      }
    }

    @Override
    public void flush() {
      // the client reads at its own pace
    }

    void abandon() {
      if (!closed) {
        closed = true;
        client.close();
        release.run();
      }
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      try (client) {
        client.prove();
      } catch (DumpwardenException e) {
        work.control().throwIfEnded();
        if (errors.count() == errorsBefore) {
          errors.add(
              new SqlError(
                  section.firstLine(), "" + e.getMessage(), "database " + section.database()));
        }
      } finally {
        release.run();
      }
      requireServer();
    }
  }
}
