package io.dumpwarden.notify.send;

import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.NotSentException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an HTTP receiver is. It may be a secret as a whole, so only the host of it is ever printed.
 *
 * @param path raw, from the first slash on, without the query
 * @param query raw; null for none
 * @param privateAllowed whether it may be at a private address, and without TLS
 */
record HttpAddress(
    Host host, boolean tls, String path, @Nullable String query, boolean privateAllowed) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  static HttpAddress of(Channel channel, String url) throws NotSentException {
    URI uri = parse(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    boolean privateAllowed = Given.flag(channel, "private_addresses");
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw refused("needs a host, and no user name or password in front of it");
    }
    if (!tls && !(scheme.equals("http") && privateAllowed)) {
      throw refused("must begin with https:// (http:// only together with private_addresses)");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
    if (port < 1 || port > 65_535) {
      throw refused("has a port that is none");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new HttpAddress(
        new Host(withoutBrackets(uri.getHost()), port),
        tls,
        path,
        uri.getRawQuery(),
        privateAllowed);
  }

  private static URI parse(String url) throws NotSentException {
    try {
      return new URI(new URI(url.strip()).toASCIIString());
    } catch (URISyntaxException e) {
      // its message repeats the whole text
      throw refused("is none");
    }
  }

  private static NotSentException refused(String why) {
    return new NotSentException("the channel's URL " + why, true);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The same place with more at the end of its path. */
  HttpAddress plus(String suffix) {
    String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new HttpAddress(
        host, tls, suffix.isEmpty() ? path : stem + suffix, query, privateAllowed);
  }

  /** The same place with one more parameter, whose text needs no escapes. */
  HttpAddress with(String parameter) {
    String all = query == null ? parameter : query + "&" + parameter;
    return new HttpAddress(host, tls, path, all, privateAllowed);
  }

  /** What stands in the request's first line. */
  String target() {
    return query == null ? path : path + "?" + query;
  }

  /** What stands in the header Host. */
  String authority() {
    String name = host.name().contains(":") ? "[" + host.name() + "]" : host.name();
    return host.port() == (tls ? HTTPS : HTTP) ? name : name + ":" + host.port();
  }

  @Override
  public String toString() {
    return host.name();
  }
}
