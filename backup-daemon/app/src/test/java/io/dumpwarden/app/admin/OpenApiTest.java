package io.dumpwarden.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Route;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.form.RowOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** openapi.yaml says what there is: the routes, their roles, the fields of rows. */
class OpenApiTest {

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final OpenApi PAGE = OpenApi.read();
  private static List<Route> routes = List.of();

  @BeforeAll
  static void registered() throws Exception {
    routes = AdminScene.shared().admin().routes();
  }

  @Test
  void everyRouteIsThereWithItsRoleAndNoOther() {
    assertThat(PAGE.routes().stream().map(OpenApiTest::line))
        .containsExactlyInAnyOrderElementsOf(
            routes.stream()
                .filter(route -> route.path().startsWith("/api/v1/"))
                .map(OpenApiTest::line)
                .toList());
  }

  private static String line(Route route) {
    return "%s %s %s".formatted(route.method(), route.path(), route.access());
  }

  @Test
  void everyOperationSaysWhatItDoesAndHowItMayFail() {
    for (Route route : PAGE.routes()) {
      JsonNode operation = PAGE.operation(route);
      assertThat(operation.path("summary").asText()).as(route.toString()).isNotBlank();
      assertThat(operation.path("operationId").asText()).as(route.toString()).isNotBlank();
      Set<String> statuses = names(operation.path("responses"));
      if (route.access() != Access.OPEN) {
        assertThat(statuses).as(route.toString()).contains("401");
      }
      if (route.access() == Access.OPERATOR || route.access() == Access.ADMIN) {
        assertThat(statuses).as(route.toString()).contains("403");
      }
    }
    assertThat(PAGE.routes().stream().map(r -> PAGE.operation(r).path("operationId").asText()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyParameterOfAPathIsDescribed() {
    for (Route route : PAGE.routes()) {
      Set<String> inPath =
          PARAMETER
              .matcher(route.path())
              .results()
              .map(m -> m.group(1))
              .collect(Collectors.toSet());
      List<JsonNode> described = new ArrayList<>();
      PAGE.operation(route).path("parameters").forEach(p -> described.add(PAGE.resolved(p)));
      PAGE.root()
          .path("paths")
          .path(route.path())
          .path("parameters")
          .forEach(p -> described.add(PAGE.resolved(p)));
      assertThat(
              described.stream()
                  .filter(p -> p.path("in").asText().equals("path"))
                  .map(p -> p.path("name").asText())
                  .collect(Collectors.toSet()))
          .as(route.toString())
          .isEqualTo(inPath);
    }
  }

  @Test
  void rowsHaveTheFieldsThatTheirFormsHave() {
    Map<String, RowForm> schemas =
        Map.of(
            "Channel", RowForms.CHANNEL,
            "NotificationRule", RowForms.NOTIFICATION_RULE,
            "Server", RowForms.SERVER,
            "Storage", RowForms.STORAGE,
            "Schedule", RowForms.SCHEDULE,
            "RetentionRule", RowForms.RETENTION,
            "EncryptionKey", RowForms.KEY);
    schemas.forEach(
        (name, form) -> {
          assertThat(fields("/components/schemas/" + name, "")).as(name).containsAll(columns(form));
          assertThat(fields("/components/schemas/" + name + "Edit", ""))
              .as(name + "Edit")
              .containsAll(columns(form));
        });
    for (RowForm form : List.of(RowForms.STORAGE, RowForms.CHANNEL)) {
      String name = form == RowForms.STORAGE ? "Storage" : "Channel";
      for (String schema : List.of(name, name + "Edit")) {
        assertThat(fields("/components/schemas/%s/properties/settings".formatted(schema), ""))
            .as(schema)
            .isEqualTo(settings(form));
      }
    }
  }

  private static Set<String> fields(String schema, String prefix) {
    return names(PAGE.root().at(schema).path("properties"));
  }

  private static Set<String> columns(RowForm form) {
    return form.options().stream()
        .filter(option -> !option.isSetting())
        .map(RowOption::jsonName)
        .collect(Collectors.toSet());
  }

  private static Set<String> settings(RowForm form) {
    return form.options().stream()
        .filter(RowOption::isSetting)
        .map(RowOption::jsonName)
        .collect(Collectors.toSet());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() throws IOException {
    Set<String> used = new HashSet<>();
    refs(PAGE.root(), used);

    assertThat(used)
        .allSatisfy(ref -> assertThat(PAGE.root().at(ref).isMissingNode()).as(ref).isFalse());
    assertThat(
            names(PAGE.root().at("/components/schemas")).stream()
                .map(name -> "/components/schemas/" + name))
        .isSubsetOf(used);
  }

  private static void refs(JsonNode node, Set<String> found) {
    if (node.has("$ref")) {
      found.add(node.get("$ref").asText().substring(1));
    }
    StreamSupport.stream(node.spliterator(), false).forEach(child -> refs(child, found));
  }
}
