package io.dumpwarden.admin.api;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.desk.Download;
import io.dumpwarden.admin.desk.DownloadDesk;
import io.dumpwarden.admin.desk.DownloadDesk.File;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.ByteRange;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.FileAnswer;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Files of backups, taken away. */
public final class DownloadApi implements RouteGroup {

  /** Each holds a thread of the server as long as its client reads. */
  private static final int AT_A_TIME = 8;

  private final DownloadDesk desk;
  private final Semaphore places = new Semaphore(AT_A_TIME);

  public DownloadApi(DownloadDesk desk) {
    this.desk = desk;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(BackupApi.BACKUP + "/download", Access.OPERATOR, this::download);
  }

  private record Wish(
      String backup, File file, @Nullable String storage, boolean decrypt, boolean redirect) {}

  private void download(Context ctx) throws IOException {
    Wish wish = wish(ctx);
    Caller caller = Caller.of(ctx);
    if (wish.decrypt() && !caller.may(Role.ADMIN)) {
      throw new ProblemException(
          Problem.of(HttpStatus.FORBIDDEN.getCode(), "only admins get backups decrypted")
              .because("role-missing", "take it as it is stored, or ask an admin"));
    }
    if (wish.redirect()) {
      Optional<URI> link = desk.link(wish.backup(), wish.file(), wish.storage(), caller);
      if (link.isPresent()) {
        ctx.header("Cache-Control", "no-store");
        ctx.redirect(link.get().toString(), HttpStatus.SEE_OTHER);
        return;
      }
    }
    if (!places.tryAcquire()) {
      throw new ProblemException(
          Problem.of(HttpStatus.SERVICE_UNAVAILABLE.getCode(), "too many downloads are under way")
              .because("busy", "try again when one has ended"));
    }
    try {
      give(ctx, wish, caller);
    } finally {
      places.release();
    }
  }

  private static Wish wish(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    String file = query.choice("file", File.values(), f -> f.name().toLowerCase(Locale.ROOT));
    boolean decrypt = query.flag("decrypt");
    boolean redirect = query.flag("redirect");
    File which = file == null ? File.DUMP : File.valueOf(file.toUpperCase(Locale.ROOT));
    if (decrypt && which == File.MANIFEST) {
      query.problem("decrypt", "the manifest is not encrypted");
    }
    if (decrypt && redirect) {
      query.problem("redirect", "a storage gives files as they rest: leave one of the two out");
    }
    @Nullable String storage = query.text("storage");
    query.end();
    return new Wish(ctx.pathParam("id"), which, storage, decrypt, redirect);
  }

  private void give(Context ctx, Wish wish, Caller caller) throws IOException {
    Download download =
        wish.decrypt()
            ? desk.decrypted(wish.backup(), wish.file(), wish.storage(), caller)
            : desk.stored(wish.backup(), wish.file(), wish.storage(), caller);
    ByteRange range =
        download.bytes() < 0
            ? null
            : ByteRange.of(ctx.header("Range"), download.bytes()).orElse(null);
    new FileAnswer(download.fileName(), download.bytes(), download.source()::open)
        .answer(ctx, range);
  }
}
