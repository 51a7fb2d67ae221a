// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestToken} from "./TestToken.sol";

/// Every way a token was seen to misbehave when it is moved or asked, one at a time. `set` chooses; anyone may.
contract HostileToken is TestToken {
    enum Mode {
        Honest,
        FalseThoughMoved,
        FalseNotMoved,
        TrueNotMoved,
        Reverts,
        BurnsGas,
        ReturnsMegabytes,
        RevertsWithMegabytes,
        TakesFeeFromReceived,
        TakesFeeFromSender,
        MovesHalf,
        Blacklists,
        Calls,
        BalanceReverts,
        BalanceBurnsGas,
        BalanceReturnsMegabytes,
        BalanceReturnsNothing,
        BalanceGrows,
        SwallowsWantOfGas,
        CostlyAndSwallows
    }

    string public constant name = "Hostile";
    string public constant symbol = "HOSTILE";
    uint8 public immutable decimals;

    Mode public mode;
    /// Whom Blacklists refuses to pay, or what Calls calls.
    address public target;
    bytes public data;
    /// Whether the last call that Calls made went through.
    bool public called;

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }

    function set(Mode mode_, address target_, bytes calldata data_) external {
        (mode, target, data, called) = (mode_, target_, data_, false);
    }

    function balanceOf(address account) external view override returns (uint256 balance) {
        balance = _balances[account];
        if (mode == Mode.BalanceReverts) revert("no balance");
        if (mode == Mode.BalanceBurnsGas) _burnGas();
        if (mode == Mode.BalanceReturnsMegabytes) _megabytes(balance, false);
        if (mode == Mode.BalanceReturnsNothing) _nothing();
        if (mode == Mode.BalanceGrows) balance += gasleft();
    }

    function transfer(address to, uint256 value) external returns (bool) {
        return _transfer(msg.sender, to, value);
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        _spend(from, msg.sender, value);
        return _transfer(from, to, value);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        _approve(msg.sender, spender, value);
        return true;
    }

    /// Called by the modes that swallow want of gas alone.
    function moveFor(address from, address to, uint256 value) external {
        require(msg.sender == address(this), "not for others");
        uint256 before = gasleft();
        if (mode == Mode.CostlyAndSwallows) while (before - gasleft() < 350_000) {}
        _move(from, to, value);
    }

    function _transfer(address from, address to, uint256 value) private returns (bool) {
        Mode current = mode;
        if (current == Mode.FalseNotMoved) return false;
        if (current == Mode.TrueNotMoved) return true;
        if (current == Mode.Reverts) revert("no transfer");
        if (current == Mode.RevertsWithMegabytes) _megabytes(0, true);
        if (current == Mode.BurnsGas) _burnGas();
        if (current == Mode.Blacklists && to == target) revert("blacklisted");
        if (current == Mode.Calls) (called,) = target.call(data);
        if (current == Mode.MovesHalf) value = (value + 1) / 2;
        if (current == Mode.SwallowsWantOfGas || current == Mode.CostlyAndSwallows) {
            try this.moveFor(from, to, value) {} catch {}
            return true;
        }
        _move(from, to, value);
        if (current == Mode.TakesFeeFromReceived) _move(to, address(0xfee), value / 100);
        if (current == Mode.TakesFeeFromSender && _balances[from] >= value / 1000) {
            _move(from, address(0xfee), value / 1000);
        }
        if (current == Mode.ReturnsMegabytes) _megabytes(1, false);
        return current != Mode.FalseThoughMoved;
    }

    function _burnGas() private pure {
        assembly ("memory-safe") {
            invalid()
        }
    }

    function _nothing() private pure {
        assembly ("memory-safe") {
            return(0, 0)
        }
    }

    /// As much as the gas of one call pays for: copied by the caller, it would cost as much again.
    function _megabytes(uint256 first, bool reverting) private view {
        assembly ("memory-safe") {
            mstore(0, first)
            let size := 200000
            if gt(gas(), 400000) { size := 360000 }
            switch reverting
            case 0 { return(0, size) }
            default { revert(0, size) }
        }
    }
}
