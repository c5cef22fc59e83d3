package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.aws.SharedClients;

/** What one life after the other can use, since it takes long to make: clients of the SDK. For one thread at a time. */
final class Rig {

    private final Line operatorLine = new Line();
    private final Line consoleLine = new Line();
    private final SharedClients operatorClients = new SharedClients(operatorLine);
    private final SharedClients consoleClients = new SharedClients(consoleLine);

    Line operatorLine() {
        return operatorLine;
    }

    Line consoleLine() {
        return consoleLine;
    }

    SharedClients operatorClients() {
        return operatorClients;
    }

    SharedClients consoleClients() {
        return consoleClients;
    }
}
