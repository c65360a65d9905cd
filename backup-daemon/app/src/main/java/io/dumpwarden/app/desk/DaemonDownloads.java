package io.dumpwarden.app.desk;

import io.dumpwarden.admin.desk.Download;
import io.dumpwarden.admin.desk.DownloadDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.Platform;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** TO BE WRITTEN. */
public final class DaemonDownloads implements DownloadDesk {

  private final Platform platform;

  public DaemonDownloads(Platform platform) {
    this.platform = platform;
  }

  @Override
  public Download stored(
      String backupId, File file, @Nullable String storage, long from, Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Download decrypted(String backupId, @Nullable String storage, Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<URI> link(String backupId, File file, @Nullable String storage, Caller caller) {
    throw new UnsupportedOperationException();
  }
}
