package io.dumpwarden.storage.s3;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects are.
 *
 * @param endpoint {@code http(s)://host[:port]} of an S3-compatible service; null for Amazon's own
 * @param region as the service names it; any text for services that have none
 * @param prefix put before every key, with a slash between; empty for none
 * @param pathStyle bucket in the path, not in the host name: what most own services need
 */
public record S3Target(
    @Nullable URI endpoint, String region, String bucket, String prefix, boolean pathStyle) {

  public S3Target {
    if (endpoint != null) {
      requireHttp(endpoint);
    }
    if (region.isBlank()) {
      throw new IllegalArgumentException("the region is missing; own services take us-east-1");
    }
    if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}")) {
      throw new IllegalArgumentException("not a bucket name: " + bucket);
    }
    prefix = prefix.replaceAll("^/+|/+$", "");
  }

  /** For people: {@code s3:bucket/prefix}. */
  String location() {
    return prefix.isEmpty() ? "s3:" + bucket : "s3:" + bucket + "/" + prefix;
  }

  /** The full key of a key, or of the beginning of one. */
  String full(String key) {
    return prefix.isEmpty() ? key : prefix + "/" + key;
  }

  /** The reverse of {@link #full}. */
  String relative(String fullKey) {
    return prefix.isEmpty() ? fullKey : fullKey.substring(prefix.length() + 1);
  }

  private static void requireHttp(URI endpoint) {
    String scheme =
        endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
    boolean plain = endpoint.getUserInfo() == null && endpoint.getRawQuery() == null;
    boolean http = scheme.equals("http") || scheme.equals("https");
    if (!http || endpoint.getHost() == null || !plain) {
      throw new IllegalArgumentException("the endpoint is to be of the form https://host:port");
    }
  }
}
