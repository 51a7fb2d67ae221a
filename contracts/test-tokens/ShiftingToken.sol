// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestToken} from "./TestToken.sol";

/// Misbehaves with time: `kind` 0 has other decimals once something was moved, 1 grows by the hour, 2 keeps shares of a pot.
contract ShiftingToken is TestToken {
    uint8 public immutable kind;
    bool public moved;
    string public name;
    string public symbol;

    constructor(uint8 kind_, string memory symbol_) {
        kind = kind_;
        (name, symbol) = (symbol_, symbol_);
    }

    function decimals() external view returns (uint8) {
        return kind == 0 && moved ? 18 : 6;
    }

    function balanceOf(address account) external view override returns (uint256) {
        uint256 held = _balances[account];
        if (kind == 1) return held + (held * (block.timestamp / 3600)) / 1_000_000 - (held * 400_000) / 1_000_000;
        return kind == 2 ? (held * 3) / 2 : held;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        moved = true;
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        _spend(from, msg.sender, value);
        _move(from, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        _approve(msg.sender, spender, value);
        return true;
    }
}
