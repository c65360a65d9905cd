package io.dumpwarden.app.admin;

import io.dumpwarden.app.admin.Client.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All pages that links of the admin server lead to, as one caller sees them. */
final class Site {

  /** A form of a page: where it goes, and what it would send as it stands. */
  record Form(String page, String action, Map<String, String> fields, List<String> texts) {}

  private static final Pattern LINK =
      Pattern.compile("(?:href|hx-get|data-live)=\"(/[^\"#]*)[^\"]*\"");
  private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
  private static final Pattern INPUT =
      Pattern.compile("(?s)<(input|select|textarea)\\b([^>]*)>(?:(.*?)</\\1>)?");
  private static final Pattern OPTION = Pattern.compile("(?s)<option\\b([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");
  private static final String ID = "[0-9a-f]{8}-[0-9a-f-]{27}";

  private final Client client;
  private final Map<String, Answer> pages = new LinkedHashMap<>();

  private Site(Client client) {
    this.client = client;
  }

  /**
   * Follows links from the dashboard on.
   *
   * @param wanted which addresses to look at
   */
  static Site of(Client client, Predicate<String> wanted) {
    Site site = new Site(client);
    site.follow(wanted);
    return site;
  }

  private void follow(Predicate<String> wanted) {
    Deque<String> open = new ArrayDeque<>(List.of("/", "/login", "/account/password"));
    while (!open.isEmpty()) {
      String path = open.remove();
      if (pages.containsKey(path) || !wanted.test(path)) {
        continue;
      }
      Answer answer = client.get(path);
      pages.put(path, answer);
      if (answer.header("content-type").startsWith("text/html")) {
        LINK.matcher(answer.body()).results().map(link -> text(link.group(1))).forEach(open::add);
      }
    }
  }

  /** Every address that was looked at, and what it answered. */
  Map<String, Answer> pages() {
    return pages;
  }

  /** Every form that is posted; of those with the same action and fields, one. */
  List<Form> forms() {
    Map<String, Form> all = new LinkedHashMap<>();
    pages.forEach(
        (path, answer) -> {
          for (Form form : forms(path, answer.body())) {
            String kind = form.action().replaceAll(ID, "{id}") + form.fields().keySet();
            all.putIfAbsent(kind, form);
          }
        });
    return List.copyOf(all.values());
  }

  static List<Form> forms(String page, String html) {
    List<Form> forms = new ArrayList<>();
    Matcher matcher = FORM.matcher(html);
    while (matcher.find()) {
      Map<String, String> attributes = attributes(matcher.group(1));
      if ("post".equals(attributes.get("method"))) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> texts = new ArrayList<>();
        INPUT.matcher(matcher.group(2)).results().forEach(input -> add(input, fields, texts));
        String action = attributes.getOrDefault("action", page);
        forms.add(new Form(page, action.replaceFirst("#.*", ""), fields, texts));
      }
    }
    return forms;
  }

  private static void add(MatchResult input, Map<String, String> fields, List<String> texts) {
    Map<String, String> attributes = attributes(input.group(2));
    String name = attributes.get("name");
    String type = attributes.getOrDefault("type", "text");
    if (name == null || name.equals("_csrf") || type.equals("submit")) {
      return;
    }
    boolean box = type.equals("checkbox") || type.equals("radio");
    if (box && !attributes.containsKey("checked")) {
      return;
    }
    if (input.group(1).equals("select")) {
      fields.put(name, chosen(input.group(3)));
    } else {
      String value = input.group(1).equals("textarea") ? input.group(3) : attributes.get("value");
      fields.put(name, text(value == null ? "" : value));
    }
    if (!texts.contains(name)) {
      texts.add(name);
    }
  }

  private static String chosen(String options) {
    String first = "";
    for (MatchResult option : OPTION.matcher(options).results().toList()) {
      Map<String, String> attributes = attributes(option.group(1));
      if (attributes.containsKey("selected")) {
        return text(attributes.getOrDefault("value", ""));
      }
      first = first.isEmpty() ? attributes.getOrDefault("value", "") : first;
    }
    return text(first);
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> all = new LinkedHashMap<>();
    ATTRIBUTE
        .matcher(text)
        .results()
        .forEach(each -> all.put(each.group(1), each.group(2) == null ? "" : text(each.group(2))));
    return all;
  }

  private static String text(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
