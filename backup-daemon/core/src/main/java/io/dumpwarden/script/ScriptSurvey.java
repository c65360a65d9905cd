package io.dumpwarden.script;

import io.dumpwarden.script.ScriptTraits.Feature;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at a dump as it passes and tells its {@link ScriptTraits}. Memory grows with the names that
 * are found, not with the rows. For one thread.
 */
public final class ScriptSurvey {

  private static final Pattern TOOL = Pattern.compile("-- ((?:MySQL|MariaDB) dump [^,]*).*\\s*");
  private static final Pattern SERVER = Pattern.compile("-- Server version\\s+(\\S+)\\s*");
  private static final String END = "-- Dump completed";
  private static final int LONGEST_STATEMENT = 16 * 1024 * 1024;

  private final SqlSplitter splitter = new SqlSplitter(new Looking());
  private final StatementContext context = new StatementContext();
  private final Set<String> databases = new LinkedHashSet<>();
  private final Set<String> collations = new TreeSet<>();
  private final Set<String> definers = new TreeSet<>();
  private final Set<Feature> features = EnumSet.noneOf(Feature.class);
  private String tool = "";
  private String serverVersion = "";
  private boolean unnamed;
  private boolean sandboxLine;
  private boolean gtidPurged;
  private boolean logBinOff;
  private boolean dropsDatabases;
  private boolean complete;

  /** The next bytes of the raw SQL, cut anywhere. */
  public void see(byte[] bytes, int offset, int length) {
    splitter.see(bytes, offset, length);
  }

  /** Of what was seen so far. */
  public ScriptTraits traits() {
    return new ScriptTraits(
        tool,
        serverVersion,
        List.copyOf(databases),
        unnamed,
        Set.copyOf(collations),
        Set.copyOf(definers),
        sandboxLine,
        gtidPurged,
        logBinOff,
        dropsDatabases,
        Set.copyOf(features),
        complete);
  }

  private final class Looking implements SqlSplitter.Sink {

    @Override
    public void begins() {
      complete = false;
    }

    @Override
    public int full(SqlHead head) {
      String verb = head.verb();
      boolean wanted = verb.equals("CREATE") || verb.equals("ALTER");
      return wanted && head.length() < LONGEST_STATEMENT ? 2 * head.length() : head.length();
    }

    @Override
    public void comment(SqlHead head) {
      context.comment(head);
      complete = head.startsWith(END);
      if (tool.isEmpty() || serverVersion.isEmpty()) {
        Matcher made = TOOL.matcher(head.text());
        tool = made.matches() ? made.group(1).strip() : tool;
        Matcher server = SERVER.matcher(head.text());
        serverVersion = server.matches() ? server.group(1) : serverVersion;
      }
    }

    @Override
    public void command(SqlHead head) {
      sandboxLine |= head.startsWith(SqlSplitter.SANDBOX);
    }

    @Override
    public void statement(SqlHead head) {
      String text = LatinText.of(head.bytes(), head.length());
      SqlStatement statement = context.enter(context.reader(text, splitter.mode()));
      switch (statement.kind()) {
        case SERVER -> server(text);
        case USE, CREATE_DATABASE -> database(statement);
        case DROP_DATABASE -> dropsDatabases = true;
        default -> {}
      }
      unnamed |= context.database().isEmpty() && isOfDatabase(statement);
      if (statement.kind() != StatementKind.ROWS) {
        look(statement, text);
      }
    }

    private void server(String text) {
      gtidPurged |= text.contains("GTID_PURGED");
      logBinOff |= text.contains("SQL_LOG_BIN");
    }

    private void database(SqlStatement statement) {
      if (statement.name() != null) {
        databases.add(statement.name().name().text());
      }
    }

    private boolean isOfDatabase(SqlStatement statement) {
      boolean inside = statement.kind().isOfTable() || statement.kind().isDefinition();
      return inside && statement.name() != null && statement.name().database() == null;
    }

    private void look(SqlStatement statement, String text) {
      SqlStatement.Span definer = statement.definer();
      if (definer != null) {
        definers.add(account(text.substring(definer.start(), definer.end())));
      }
      switch (statement.object()) {
        case "SEQUENCE" -> features.add(Feature.SEQUENCES);
        case "PACKAGE" -> features.add(Feature.PACKAGES);
        default -> {}
      }
      TraitTokens tokens = new TraitTokens(collations, features);
      tokens.read(text, splitter.mode(), statement.object().equals("TABLE"));
    }

    /** What stands behind the equals sign, quoted in one way. */
    private String account(String clause) {
      SqlTokens tokens = new SqlTokens(clause, splitter.mode());
      StringBuilder account = new StringBuilder();
      for (Optional<SqlToken> token = tokens.next(); token.isPresent(); token = tokens.next()) {
        String part = LatinText.decoded(token.get().text());
        account.append(token.get().quoted() ? SqlName.quoted(part) : part);
      }
      return account.substring(account.indexOf("=") + 1);
    }
  }
}
