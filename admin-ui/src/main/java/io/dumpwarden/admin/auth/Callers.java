package io.dumpwarden.admin.auth;

import io.dumpwarden.admin.route.Caller;
import io.javalin.http.Context;
import java.util.Optional;

/** Proves who makes a request, by session cookie or bearer token. */
public interface Callers {

  /**
   * The caller; empty where nothing proves one.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code METADATA_UNAVAILABLE}
   */
  Optional<Caller> prove(Context ctx);

  /**
   * The caller of a request that was proven before and is still being answered. It is nothing new
   * that they ask for, so that it keeps no session alive.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code METADATA_UNAVAILABLE}
   */
  default Optional<Caller> proveAgain(Context ctx) {
    return prove(ctx);
  }
}
