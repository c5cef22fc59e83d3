package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.catalog.Catalog;
import dev.awsmlops.sandbox.aws.glue.catalog.Table;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlChanges.Change;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlChanges.Kind;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the Data Catalog in line with what a crawl has found. "New tables and partitions are always created regardless of
 * the schema change policy" (Glue developer guide, "Setting crawler configuration options"), but crawls of new folders
 * only add no tables after the first ("Incremental crawls").
 */
final class CatalogWriter {

    private final Catalog catalog;
    private final Request request;
    private final CrawlPlan plan;
    private final CrawlChanges changes = new CrawlChanges();
    private final TableRefresh refresh;
    private final Map<String, String> locations = new HashMap<>();

    /**
     * Writes for one crawl.
     *
     * @param request as if the crawler had asked for the changes
     */
    CatalogWriter(Catalog catalog, Request request, CrawlPlan plan) {
        this.catalog = catalog;
        this.request = request;
        this.plan = plan;
        this.refresh = new TableRefresh(plan, changes, request.now());
    }

    CrawlChanges changes() {
        return changes;
    }

    /** The database is made if absent, as the crawler needs one. */
    void database() {
        ObjectNode input = new Output().put("Name", plan.database()).json();
        catalog.ensureDatabase(request, plan.database(), input);
    }

    void write(FoundTable found, TableDefinition definition) {
        String name = name(found);
        locations.put(name, found.location());
        Optional<Table> existing = catalog.table(request, plan.database(), name);
        if (existing.isPresent()) {
            refresh.refresh(existing.get(), found, definition);
        } else if (!plan.onlyNewFolders()) {
            create(name, found, definition);
        }
    }

    /** A table of the same name and elsewhere is another one. */
    private String name(FoundTable found) {
        String name = TableNames.of(plan.tablePrefix(), found.source());
        boolean foundElsewhere = !locations.getOrDefault(name, found.location()).equals(found.location());
        boolean cataloguedElsewhere = catalog.table(request, plan.database(), name)
                .filter(table -> !sameLocation(table.location(), found.location()))
                .isPresent();
        return foundElsewhere || cataloguedElsewhere ? TableNames.distinct(name, found.location()) : name;
    }

    private static boolean sameLocation(String one, String other) {
        return one.replaceAll("/+$", "").equals(other.replaceAll("/+$", ""));
    }

    private void create(String name, FoundTable found, TableDefinition definition) {
        Table table = catalog.createTable(request, plan.database(), definition.table(name, found), plan.createdBy());
        changes.note(Kind.TABLE, Change.ADD, name);
        refresh.partitions(table, found, definition);
    }

    /** Tables of this crawler, in what it crawls now, that it has not found this time. */
    void vanished() {
        for (Table table : catalog.tables(request, plan.database())) {
            boolean mine = table.parameter("UPDATED_BY_CRAWLER").equals(plan.crawler());
            boolean crawled =
                    plan.targets().stream().anyMatch(target -> target.path().holds(table.location()));
            if (mine && crawled && !locations.containsKey(table.tableName())) {
                retire(table);
            }
        }
    }

    private void retire(Table table) {
        if (plan.deletes()) {
            catalog.deleteTable(request, table);
            changes.note(Kind.TABLE, Change.DELETE, table.tableName());
        } else if (plan.deprecates()) {
            refresh.deprecate(table);
        }
    }
}
