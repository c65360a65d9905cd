package io.dumpwarden.app.desk;

import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.Platform;
import io.dumpwarden.run.Run;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TO BE WRITTEN. */
public final class DaemonRuns implements RunDesk {

  private final Platform platform;

  public DaemonRuns(Platform platform) {
    this.platform = platform;
  }

  @Override
  public List<Run> launch(
      String schedule, @Nullable String server, @Nullable String ticket, Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Run> launchManual(
      String server, Map<String, String> words, @Nullable String ticket, Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancel(String runId, Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Object> preview(String schedule, @Nullable String server) {
    throw new UnsupportedOperationException();
  }
}
