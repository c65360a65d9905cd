package io.dumpwarden.admin.route;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Registers routes, each with who may call it, and remembers them. For one thread. */
public final class Routes {

  private final RoutesConfig javalin;
  private final List<Route> all = new ArrayList<>();

  public Routes(RoutesConfig javalin) {
    this.javalin = javalin;
  }

  public void get(String path, Access access, Handler handler) {
    add(HandlerType.GET, path, access, handler);
  }

  public void head(String path, Access access, Handler handler) {
    add(HandlerType.HEAD, path, access, handler);
  }

  public void post(String path, Access access, Handler handler) {
    add(HandlerType.POST, path, access, handler);
  }

  public void put(String path, Access access, Handler handler) {
    add(HandlerType.PUT, path, access, handler);
  }

  public void delete(String path, Access access, Handler handler) {
    add(HandlerType.DELETE, path, access, handler);
  }

  /** Server-sent events, by GET. */
  public void events(String path, Access access, Consumer<SseClient> client) {
    add(HandlerType.GET, path, access, new SseHandler(client));
  }

  /** All that were registered, in that order. */
  public List<Route> all() {
    return List.copyOf(all);
  }

  private void add(HandlerType method, String path, Access access, Handler handler) {
    javalin.addHttpHandler(method, path, handler, access);
    all.add(new Route(method.name(), path, access));
  }
}
