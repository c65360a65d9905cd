package io.dumpwarden.admin.page;

import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Style and scripts. Their address carries a digest of them, so that browsers may keep them. */
public final class AssetRoutes implements RouteGroup {

  private record Asset(String type, byte[] bytes, String digest) {}

  private static final String OURS = "/io/dumpwarden/admin/assets/";
  private static final Map<String, Asset> ASSETS = load();

  /** The address of an asset, by its file's name. */
  public static String address(String name) {
    Asset asset = ASSETS.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return "/assets/%s?v=%s".formatted(name, asset.digest());
  }

  @Override
  public void addTo(Routes routes) {
    ASSETS.forEach(
        (name, asset) -> routes.get("/assets/" + name, Access.OPEN, ctx -> answer(ctx, asset)));
  }

  private static void answer(Context ctx, Asset asset) {
    ctx.header("Cache-Control", "public, max-age=31536000, immutable")
        .contentType(asset.type())
        .result(asset.bytes());
  }

  private static Map<String, Asset> load() {
    Map<String, Asset> assets = new LinkedHashMap<>();
    assets.put("app.css", asset(OURS + "app.css", "text/css; charset=utf-8"));
    assets.put("app.js", asset(OURS + "app.js", "text/javascript; charset=utf-8"));
    assets.put("icon.svg", asset(OURS + "icon.svg", "image/svg+xml"));
    assets.put(
        "htmx.min.js",
        asset(
            "/META-INF/resources/webjars/htmx.org/" + version() + "/dist/htmx.min.js",
            "text/javascript; charset=utf-8"));
    return assets;
  }

  /** The version of the htmx that is on the class path. */
  private static String version() {
    try (InputStream in =
        AssetRoutes.class.getResourceAsStream(
            "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties")) {
      java.util.Properties properties = new java.util.Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Asset asset(String resource, String type) {
    try (InputStream in = AssetRoutes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      byte[] bytes = in.readAllBytes();
      return new Asset(type, bytes, digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] all = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(all, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
