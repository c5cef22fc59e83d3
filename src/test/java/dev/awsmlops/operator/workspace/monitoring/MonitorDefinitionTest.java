package dev.awsmlops.operator.workspace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.workspace.TemplateNames;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionDiagnostic;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

class MonitorDefinitionTest {

    private final MonitoredWorkspace workspace = new MonitoredWorkspace();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void stepFunctionsFindsNothingWrongWithIt() {
        var result = workspace
                .onLake("sales", "uid-5")
                .usedBy("explore", "uid-2", "{expiresAt: '2026-11-23T09:30:00Z'}")
                .stepFunctions
                .validateStateMachineDefinition(request -> request.definition(
                        MonitorDefinition.of(workspace.plan()).text()));
        assertThat(result.diagnostics().stream().map(ValidateStateMachineDefinitionDiagnostic::toString))
                .isEmpty();
        assertThat(result.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
    }

    @Test
    void isTheSameAtAnyTimeUntilAnOffsetChanges() {
        workspace.spec("""
                monitoring: {}
                notebook: {state: Running, schedule: {start: '08:00', stop: '18:00', timeZone: Europe/Berlin}}
                """);
        String inWinter = MonitorDefinition.of(workspace.plan()).text();
        workspace.clock.set(Instant.parse("2027-03-27T12:00:00Z"));
        assertThat(MonitorDefinition.of(workspace.plan()).isSameAs(inWinter)).isTrue();
        workspace.clock.set(Instant.parse("2027-03-29T12:00:00Z"));
        MonitorDefinition inSummer = MonitorDefinition.of(workspace.plan());
        assertThat(inSummer.isSameAs(inWinter)).isFalse();
        assertThat(inSummer.doesTheSameAs(inWinter)).isTrue();
    }

    @Test
    void knowsTrainingJobsByTheNamesThatTheTemplateGivesThem() {
        // printf team-a/orders | sha256sum
        assertThat(TemplateNames.prefix(workspace.plan().owner()) + "-").isEqualTo("orders-75c1a60b-");
    }
}
