// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// A fee recipient or treasury with a mind of its own about native coin.
contract TestRecipient {
    enum Mode {
        Accepts,
        Refuses,
        BurnsGas,
        ReturnsMegabytes,
        Calls,
        SendsBack
    }

    Mode public mode;
    address public target;
    bytes public data;
    bool public called;
    uint256 public received;

    function set(Mode mode_, address target_, bytes calldata data_) external {
        (mode, target, data, called) = (mode_, target_, data_, false);
    }

    /// Writes to storage: a recipient that needs more than a plain transfer's gas.
    receive() external payable {
        if (mode == Mode.Refuses) revert("refused");
        if (mode == Mode.BurnsGas) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (mode == Mode.ReturnsMegabytes) {
            assembly ("memory-safe") {
                return(0, 120000)
            }
        }
        received += msg.value;
        if (mode == Mode.Calls) (called,) = target.call(data);
        if (mode == Mode.SendsBack) (called,) = msg.sender.call{value: msg.value}("");
    }
}
