package io.dumpwarden.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks a channel's settings and whether it has the secret that it needs, by its type. */
final class ChannelSettings {

  private static final String PRIVATE = "private_addresses";

  private static final Map<ChannelType, Set<String>> KNOWN =
      Map.of(
          ChannelType.EMAIL,
          Set.of("host", "port", "tls", "username", "from", "to"),
          ChannelType.SLACK,
          Set.of(PRIVATE),
          ChannelType.TEAMS,
          Set.of(PRIVATE),
          ChannelType.WEBHOOK,
          Set.of("url", "method", "content_type", "body", PRIVATE),
          ChannelType.PING,
          Set.of("on", PRIVATE));

  /** One address, bare: nothing in it may end a header or begin another address. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}");

  private static final int LONGEST = 1024;
  private static final int LONGEST_BODY = 16 * 1024;

  /** How a mail server is spoken to. */
  private enum MailTls {
    STARTTLS,
    TLS,
    NONE
  }

  /** How a webhook is called. */
  private enum Method {
    POST,
    PUT
  }

  private final Fields fields;
  private final boolean secret;

  private ChannelSettings(Map<String, String> settings, boolean secret) {
    this.fields = new Fields(Map.copyOf(settings));
    this.secret = secret;
  }

  static List<Problem> check(ChannelType type, Map<String, String> settings, boolean secret) {
    ChannelSettings check = new ChannelSettings(settings, secret);
    List<Problem> problems = new ArrayList<>();
    switch (type) {
      case EMAIL -> check.email(problems);
      case SLACK, TEAMS -> check.secretUrl(type, problems);
      case WEBHOOK -> check.webhook();
      case PING -> {
        check.fields.read("on", ChannelSettings::on);
        check.secretUrl(type, problems);
      }
    }
    settings.keySet().forEach(check::length);
    problems.addAll(SettingTexts.unknown(settings.keySet(), KNOWN.getOrDefault(type, Set.of())));
    check.fields.problems().stream()
        .map(problem -> new Problem("settings." + problem.field(), problem.message()))
        .forEach(problems::add);
    return problems;
  }

  private void email(List<Problem> problems) {
    fields.readRequired("host", ServerParser::host);
    fields.integer("port", 587, 1, 65_535);
    fields.choice("tls", MailTls.STARTTLS, MailTls.class, ChannelSettings::word);
    fields.readRequired("from", ChannelSettings::address);
    fields.readRequired("to", ChannelSettings::addresses);
    if (fields.isSet("username") && !secret) {
      problems.add(new Problem("secret", "must be set too: the account's password"));
    }
    if (secret && !fields.isSet("username")) {
      fields.problem("username", "must be set too: the account that the password is for");
    }
  }

  private void webhook() {
    Optional<URI> url = fields.readRequired("url", ChannelSettings::url);
    fields.choice("method", Method.POST, Method.class, ChannelSettings::word);
    fields.read("content_type", WebhookContent::of);
    fields.raw("body").flatMap(text -> fields.attempt("body", () -> WebhookTemplate.parse(text)));
    boolean privateAllowed = fields.flag(PRIVATE, false);
    if (!privateAllowed && url.filter(uri -> "http".equals(uri.getScheme())).isPresent()) {
      fields.problem("url", "must begin with https:// (http:// only with private_addresses)");
    }
  }

  private void secretUrl(ChannelType type, List<Problem> problems) {
    fields.flag(PRIVATE, false);
    if (!secret) {
      problems.add(
          new Problem("secret", "must be set: the URL that %s is called at".formatted(type.id())));
    }
  }

  /** A body may have several lines; anything else is one, and short. */
  private void length(String name) {
    boolean body = name.equals("body");
    int most = body ? LONGEST_BODY : LONGEST;
    if ((body ? fields.raw(name) : fields.text(name)).filter(t -> t.length() > most).isPresent()) {
      fields.problem(name, "must have at most %d characters".formatted(most));
    }
  }

  private static URI url(String text) {
    URI uri = uri(text);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
      throw notUrl();
    }
    return uri;
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      // the parser's own message quotes the text, which may hold what lets one in
      throw notUrl();
    }
  }

  private static IllegalArgumentException notUrl() {
    return new IllegalArgumentException(
        "must be a URL such as https://hooks.example.com/backups, without user and fragment");
  }

  private static String on(String text) {
    return text.equalsIgnoreCase("run") ? text : interval(text);
  }

  private static String interval(String text) {
    try {
      return Durations.format(Fields.positive(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is neither run nor an interval such as 5m".formatted(text), e);
    }
  }

  private static String address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not an address such as backups@example.com".formatted(text));
    }
    return text;
  }

  private static List<String> addresses(String text) {
    List<String> all = Arrays.stream(text.split(",")).map(String::strip).toList();
    all.forEach(ChannelSettings::address);
    return all;
  }

  private static <E extends Enum<E>> String word(E choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
