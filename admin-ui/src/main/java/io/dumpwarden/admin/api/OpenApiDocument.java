package io.dumpwarden.admin.api;

import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /api/v1/openapi.yaml}: what the REST API is, for programs that make clients of it. */
public final class OpenApiDocument implements RouteGroup {

  private static final String RESOURCE = "/io/dumpwarden/admin/openapi.yaml";

  private final byte[] yaml = read();

  @Override
  public void addTo(Routes routes) {
    routes.get(
        "/api/v1/openapi.yaml",
        Access.VIEWER,
        ctx -> ctx.contentType("application/yaml").result(yaml));
  }

  private static byte[] read() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + RESOURCE);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
