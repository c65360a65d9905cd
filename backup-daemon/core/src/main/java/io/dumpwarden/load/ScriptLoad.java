package io.dumpwarden.load;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.script.SqlSplitter;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;

/** A script as the servers' own clients take it, where none of them is at hand. */
public final class ScriptLoad {

  private static final int BUFFER = 64 * 1024;

  private ScriptLoad() {}

  /**
   * Executes all of it, in order, on one connection.
   *
   * @throws DumpwardenException {@code RESTORE_FAILED} with the server's message, line and
   *     statement; {@code SERVER_GONE}, {@code SERVER_UNREACHABLE}, {@code ACCESS_DENIED}
   * @throws IOException where the script cannot be read
   */
  public static void run(ServerConnector connector, Login login, InputStream sql)
      throws IOException {
    RunControl control = new RunControl(Thread.currentThread());
    LoadServer server = new LoadServer(connector, login, false, control, LoadListener.UNHEARD);
    try (TargetSession session = TargetSession.forScript(server)) {
      StatementCutter cutter =
          new StatementCutter(SqlSplitter.Rows.EXACT, each -> execute(session, each));
      byte[] buffer = new byte[BUFFER];
      for (int n = sql.read(buffer, 0, BUFFER); n >= 0; n = sql.read(buffer, 0, BUFFER)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new DumpwardenException(ErrorCode.CANCELLED, "the script was broken off");
        }
        cutter.write(buffer, 0, n);
      }
      // only now: what a broken script ends in is half a statement
      cutter.close();
    } catch (SQLException e) {
      throw LoadFailure.refused(e, "the script");
    }
  }

  private static void execute(TargetSession session, SqlText sql) {
    try {
      session.execute(sql);
    } catch (SQLException e) {
      throw LoadFailure.refused(e, "the script", sql);
    }
  }
}
