package io.dumpwarden.app;

import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreEnd;
import io.dumpwarden.restore.RestoreFilter;
import io.dumpwarden.restore.RestoreProgress;
import io.dumpwarden.restore.RestoreStore;
import java.util.List;
import java.util.Optional;

/** Where there is no metadata store, as in a disaster, nothing is kept of a restore. */
final class NoHistory implements RestoreStore {

  @Override
  public void begin(Restore restore) {
    // kept nowhere
  }

  @Override
  public boolean progress(String id, RestoreProgress progress) {
    return false;
  }

  @Override
  public void requestCancel(String id) {
    // nobody asks
  }

  @Override
  public boolean finish(String id, RestoreEnd end) {
    return true;
  }

  @Override
  public Optional<Restore> find(String id) {
    return Optional.empty();
  }

  @Override
  public List<Restore> list(RestoreFilter filter) {
    return List.of();
  }

  @Override
  public List<Restore> running() {
    return List.of();
  }

  @Override
  public void log(String id, List<String> lines) {
    // kept nowhere
  }

  @Override
  public List<String> readLog(String id, int after) {
    return List.of();
  }
}
