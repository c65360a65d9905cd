package io.dumpwarden.storage.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A policy as docs/security.md writes it: statements that allow actions on resources. */
record IamPolicy(List<Statement> statements) {

  static final String BUCKET = "example-backups";

  private static final Pattern STATEMENT =
      Pattern.compile("\"Action\": \\[([^\\]]*)\\],\\s*\"Resource\": \\[\"([^\"]*)\"\\]");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

  record Statement(List<String> actions, String resource) {}

  /** The policy behind the mark {@code <!-- policy: name -->}. */
  static IamPolicy documented(String name) throws IOException {
    String page = Files.readString(Path.of("../docs/security.md"));
    int mark = page.indexOf("<!-- policy: " + name + " -->");
    int begin = page.indexOf("```json", mark);
    Matcher found = STATEMENT.matcher(page.substring(begin, page.indexOf("```", begin + 3)));
    List<Statement> statements = new ArrayList<>();
    while (found.find()) {
      List<String> actions = TEXT.matcher(found.group(1)).results().map(m -> m.group(1)).toList();
      statements.add(new Statement(actions, found.group(2)));
    }
    return new IamPolicy(statements);
  }

  Stream<String> actions() {
    return statements.stream().flatMap(statement -> statement.actions().stream());
  }

  IamPolicy without(String action) {
    Predicate<String> other = each -> !each.equals(action);
    return new IamPolicy(
        statements.stream()
            .map(s -> new Statement(s.actions().stream().filter(other).toList(), s.resource()))
            .toList());
  }

  /** Whether it allows this on the bucket, or on a key in it where one is given. */
  boolean allows(String action, String key) {
    String asked = "arn:aws:s3:::" + BUCKET + (key.isEmpty() ? "" : "/" + key);
    return statements.stream()
        .anyMatch(s -> s.actions().contains(action) && matches(s.resource(), asked));
  }

  private static boolean matches(String resource, String asked) {
    return resource.endsWith("*")
        ? asked.startsWith(resource.substring(0, resource.length() - 1))
        : asked.equals(resource);
  }
}
